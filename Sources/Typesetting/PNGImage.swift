import CPangoCairo

/// An image, read once for all documents.
final class PNGImage {
  private let surface: OpaquePointer

  /// Reads a PNG file.
  ///
  /// - Throws: ``TypesettingFailure/image(path:reason:)``.
  init(path: String) throws(TypesettingFailure) {
    surface = cairo_image_surface_create_from_png(path)
    let status = cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .image(path: path, reason: TypesettingFailure.reason(status))
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
