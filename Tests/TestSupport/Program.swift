import Foundation

/// Runs a program of the system's; what it says, and its exit status.
@discardableResult
public func run(
  _ program: String, _ arguments: [String], environment: [String: String] = [:],
  in directory: String? = nil
) throws -> (output: String, errors: String, status: Int32) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [program] + arguments
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
  let (output, errors) = (Pipe(), Pipe())
  process.standardOutput = output
  process.standardError = errors
  try process.run()
  let said = output.fileHandleForReading.readDataToEndOfFile()
  let complaints = errors.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (
    String(decoding: said, as: UTF8.self), String(decoding: complaints, as: UTF8.self),
    process.terminationStatus
  )
}
