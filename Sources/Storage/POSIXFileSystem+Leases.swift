internal import COutreachPlatform

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Who has a file: locks between workers, leases against writers.
extension POSIXFileSystem {
  package func lock(_ file: OpenFile) throws(FileError) -> Bool {
    let result = retrying { flock(file.descriptor, LOCK_EX | LOCK_NB) }
    if result != 0 && errno != EWOULDBLOCK { throw FileError("lock", file.path, code: errno) }
    return result == 0
  }

  package func takeLease(_ file: OpenFile) -> Lease {
    if outreach_lease_take(file.descriptor) == 0 { return .granted }
    return errno == EAGAIN ? .busy : .unavailable
  }

  package func leaseIsWhole(_ file: OpenFile) -> Bool { outreach_lease_is_held(file.descriptor) == 1 }

  package func leasesAreTrusted(in directory: Directory) -> Bool {
    LocalFileSystem.magicNumbers.contains(outreach_file_system_type(directory.descriptor))
  }
}

/// File systems whose every writer goes through this kernel, by the numbers in `statfs(2)`.
enum LocalFileSystem {
  static let magicNumbers: Set<UInt64> = [
    0xEF53,  // ext2, ext3, ext4
    0x5846_5342,  // xfs
    0x9123_683E,  // btrfs
    0x0102_1994,  // tmpfs
    0x8584_58F6,  // ramfs
    0xF2F5_2010,  // f2fs
    0x2FC1_2FC1,  // zfs
    0x3153_464A,  // jfs
    0xCA45_1A4E,  // bcachefs
  ]
}
