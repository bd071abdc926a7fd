/// Which file system a `statfs(2)` number means, as far as it matters here.
enum FileSystemKind {
  case local(String)
  /// Local, and gone when the machine restarts.
  case memory(String)
  /// Other machines write to it, unseen by this kernel.
  case network(String)
  /// Neither known to be local nor to be shared.
  case other(String)

  package init(magic: UInt64) {
    if let name = Self.local[magic] {
      self = .local(name)
    } else if let name = Self.memory[magic] {
      self = .memory(name)
    } else if let name = Self.network[magic] {
      self = .network(name)
    } else {
      self = .other(Self.others[magic] ?? "of type 0x" + String(magic, radix: 16))
    }
  }

  private static let local: [UInt64: String] = [
    0xEF53: "ext4", 0x5846_5342: "xfs", 0x9123_683E: "btrfs", 0xF2F5_2010: "f2fs", 0x2FC1_2FC1: "zfs",
    0x3153_464A: "jfs", 0xCA45_1A4E: "bcachefs",
  ]
  private static let memory: [UInt64: String] = [0x0102_1994: "tmpfs", 0x8584_58F6: "ramfs"]
  private static let network: [UInt64: String] = [
    0x6969: "nfs", 0xFF53_4D42: "cifs", 0xFE53_4D42: "smb", 0x517B: "smb", 0x0102_1997: "9p", 0x00C3_6400: "ceph",
    0x0BD0_0BD0: "lustre", 0x4750_4653: "gpfs", 0x7461_636F: "ocfs2", 0x0116_1970: "gfs2",
  ]
  private static let others: [UInt64: String] = [
    0x6573_5546: "fuse", 0x794C_7630: "overlayfs", 0x5346_544E: "ntfs", 0x4D44: "vfat", 0x2011_BAB0: "exfat",
  ]
}
