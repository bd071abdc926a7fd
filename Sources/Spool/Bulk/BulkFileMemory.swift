/// What this process has found out about a bulk file in hand, so that it need not find it out again for each slice.
struct BulkFileMemory {
  /// Whether a worker may have died of it since it was last asked.
  var isSuspect = false
  /// What was found out about that.
  var poison = PoisonRows()
  /// What was read of it to know it by, before its first slice.
  var identity = BulkIdentity()
  /// How its rows are spelled; nil before its first slice is done, since its defaults may still come.
  var form: BulkForm?
}
