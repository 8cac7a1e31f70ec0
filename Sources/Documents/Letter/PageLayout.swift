/// An A4 page: 210 mm × 297 mm, in points.
public enum Paper {
  /// Its width.
  public static let width = 595.276
  /// Its height.
  public static let height = 841.89
  /// Left and right of the body: 19 mm.
  static let margin = 53.858
  /// The body's width.
  static let bodyWidth = width - 2 * margin
  /// Where the body of the first page begins, and that of the others below their running head.
  static let (firstTop, top) = (48.0, 70.0)
  /// Where the body ends.
  static let bottom = height - 56
}

/// Puts strips on pages, one below the other, and begins pages as they are needed.
///
/// Finished pages are taken by ``takeFinished()``, so that only those at work are held in memory.
struct PageLayout {
  /// What every page bears besides its body: head, foot, watermark.
  let furniture: (Int) -> [Mark]

  private var page: Page
  private var finished: [Page] = []
  /// Repeated at the head of every page, such as the head of a table.
  private var head: [Strip] = []
  /// Whether the head stands on the page already.
  private var hasHead = true

  /// How far down the next strip begins.
  private(set) var y: Double

  /// A layout that begins with a page of that number.
  init(firstPage number: Int = 1, furniture: @escaping (Int) -> [Mark]) {
    self.furniture = furniture
    page = Page(number: number, marks: furniture(number))
    y = number == 1 ? Paper.firstTop : Paper.top
  }

  /// The number of the page at work.
  var pageNumber: Int { page.number }

  /// How much room is left on the page.
  var room: Double { Paper.bottom - y }

  /// Begins a part with a head that is repeated on every page; the first stands above the first
  /// strip that is placed.
  mutating func begin(head: [Strip]) {
    self.head = head
    hasHead = false
  }

  /// Sets what is repeated at the head of the pages to come.
  mutating func begin(headAfterBreak head: [Strip]) {
    self.head = head
    hasHead = true
  }

  /// Places strips that belong together: on this page, else on the next; cut between two of them
  /// only where a whole page cannot hold them.
  mutating func place(_ block: [Strip]) {
    if (hasHead ? 0 : head.height) + block.height <= room {
      setHead()
      block.forEach { set($0) }
      return
    }
    if head.height + block.height <= Paper.bottom - Paper.top { breakPage() }
    for strip in block {
      if (hasHead ? 0 : head.height) + strip.height > room { breakPage() }
      setHead()
      set(strip)
    }
  }

  /// Leaves room, unless the page ends.
  mutating func skip(_ height: Double) { y = min(y + height, Paper.bottom) }

  /// Ends the page and begins the next.
  mutating func breakPage() {
    finished.append(page)
    let number = page.number + 1
    page = Page(number: number, marks: furniture(number))
    y = Paper.top
    hasHead = false
  }

  /// The pages that are finished, once.
  mutating func takeFinished() -> [Page] {
    defer { finished = [] }
    return finished
  }

  /// Ends the last page; the pages that were not taken yet.
  consuming func finish() -> [Page] { finished + [page] }

  private mutating func setHead() {
    guard !hasHead else { return }
    hasHead = true
    head.forEach { set($0) }
  }

  private mutating func set(_ strip: Strip) {
    page.marks += strip.marks.map { $0.moved(right: Paper.margin, down: y) }
    y += strip.height
  }
}
