import Assessing
import Domain
import Notation

/// What kind of document a note is (docs/domain.md §8).
public enum NoteKind: String, CaseIterable, Canonical, Hashable, Sendable {
  /// 適格返還請求書 (消費税法第57条の4第3項): the fee was invoiced, with tax.
  case qualifiedReturnInvoice = "qualified-return-invoice"
  /// 返金通知書: there was no tax on the supply, or it was made before the issuer's registration.
  case refund
  /// 請求減額通知書: the fee is not invoiced yet and is simply billed lower.
  case billingAdjustment = "billing-adjustment"
  /// 損害賠償金.
  case damages
  /// 取消通知書: takes back a note whole.
  case reversal

  /// Whether electronic invoices tell it: a bill that comes out lower shows that itself.
  public var isSentAsInvoice: Bool { self != .billingAdjustment }
}
