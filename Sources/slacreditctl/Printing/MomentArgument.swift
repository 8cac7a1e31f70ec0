import ArgumentParser
import Domain
import Foundation
import Quantities
import Reading

/// Moments on the command line.
enum MomentArgument {
  /// The moment that an option states.
  ///
  /// - Throws: `ValidationError`, which says what is wrong with it and how to write it.
  static func read(_ text: String) throws -> Moment {
    do {
      return try Moment(stated: text)
    } catch {
      throw ValidationError(error.words[Output.language])
    }
  }
}
