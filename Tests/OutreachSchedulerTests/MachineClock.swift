import Foundation
import Storage

/// The machine's own time, for what is compared with the times of real files.
enum MachineClock {
  @Sendable static func now() -> FileTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return FileTime(seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
  }
}
