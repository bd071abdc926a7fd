internal import Requests
internal import Storage

/// A person who cannot be reached on the channel that was chosen for them is written to on the other one.
extension Dispatcher {
  mutating func fallBack(from job: DeliveryJob) throws(FileError) {
    guard let id = JobID(job.id), let request = try fallback.request(for: id) else { return }
    try drop(request.name, request.bytes)
  }
}
