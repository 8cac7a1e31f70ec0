import CPangoCairo

/// An image, read once for all documents.
final class PNGImage {
  private let surface: OpaquePointer

  /// Reads the bytes of a PNG file.
  ///
  /// - Throws: ``TypesettingFailure/image(path:reason:)``.
  init(bytes: [UInt8], named name: String) throws(TypesettingFailure) {
    var rest = bytes[...]
    surface = withUnsafeMutablePointer(to: &rest) { rest in
      cairo_image_surface_create_from_png_stream(
        { closure, target, length in
          guard let rest = closure?.assumingMemoryBound(to: ArraySlice<UInt8>.self), let target,
            rest.pointee.count >= Int(length)
          else { return CAIRO_STATUS_READ_ERROR }
          for index in 0..<Int(length) {
            target[index] = rest.pointee[rest.pointee.startIndex + index]
          }
          rest.pointee.removeFirst(Int(length))
          return CAIRO_STATUS_SUCCESS
        }, rest)
    }
    let status = cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .image(path: name, reason: TypesettingFailure.reason(status))
    }
  }

  deinit { cairo_surface_destroy(surface) }

  /// Draws it as large as a box holds it: to the left, and to the middle from top to bottom.
  func draw(
    on cairo: OpaquePointer, _ x: Double, _ y: Double, _ width: Double, _ height: Double
  ) {
    let pixels = (
      Double(cairo_image_surface_get_width(surface)),
      Double(cairo_image_surface_get_height(surface))
    )
    let scale = min(width / pixels.0, height / pixels.1)
    cairo_save(cairo)
    cairo_translate(cairo, x, y + (height - pixels.1 * scale) / 2)
    cairo_scale(cairo, scale, scale)
    cairo_set_source_surface(cairo, surface, 0, 0)
    cairo_paint(cairo)
    cairo_restore(cairo)
  }
}
