import Foundation

/// Where the terms that are shipped lie in the source tree.
package let shippedTerms = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .appending(path: "../../config/terms").standardizedFileURL
