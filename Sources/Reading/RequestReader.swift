import Domain

/// What a person asks the service to do (`requests/`).
public struct ServiceRequest: Hashable, Sendable {
  /// What is asked for.
  public enum Action: String, CaseIterable, Hashable, Sendable {
    /// To look at every document, and make those again that are gone or damaged.
    case repairDocuments = "repair-documents"
  }

  /// Its name.
  public let id: Identifier
  /// What is asked for.
  public let action: Action
}

extension RecordFile {
  /// Reads requests; problems are gathered.
  ///
  /// - Throws: only what reading the bytes or the body throws.
  public func readRequests(_ body: (ServiceRequest, Position) throws -> Void) throws {
    try forEachNested { node in
      guard let fields = Fields(node, problems: problems) else { return }
      let id = fields.required("request_id", .identifier)
      let action = fields.required("action", FieldKind<ServiceRequest.Action>.oneOf)
      fields.finish()
      guard let id, let action else { return }
      try body(ServiceRequest(id: id, action: action), node.position)
    }
  }
}
