import CYaml
import Domain

/// Looks for keys that are more than a name, before a document is built: all keys of a mapping are compared
/// with one another, and by aliases a short text makes one that has no end.
struct YAMLKeys {
  /// Where in a collection the next node stands.
  private enum Place { case item, key, value }

  /// The place of the first key that is no scalar; `nil` where there is none, or what is wrong with the text
  /// is told by whoever builds the document.
  static func firstOther(in text: [UInt8]) -> Position? {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return nil }
    defer { yaml_parser_delete(&parser) }
    return text.withUnsafeBufferPointer { bytes in
      yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
      var places: [Place] = []
      while true {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else { return nil }
        defer { yaml_event_delete(&event) }
        switch event.type {
        case YAML_SCALAR_EVENT: step(&places)
        case YAML_ALIAS_EVENT, YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
          guard places.last != .key else {
            return Position(
              line: Int(event.start_mark.line) + 1, column: Int(event.start_mark.column) + 1)
          }
          step(&places)
          if event.type == YAML_SEQUENCE_START_EVENT { places.append(.item) }
          if event.type == YAML_MAPPING_START_EVENT { places.append(.key) }
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: places.removeLast()
        case YAML_STREAM_END_EVENT: return nil
        default: break
        }
      }
    }
  }

  /// A node is passed.
  private static func step(_ places: inout [Place]) {
    switch places.popLast() {
    case .item: places.append(.item)
    case .key: places.append(.value)
    case .value: places.append(.key)
    case nil: break
    }
  }
}
