/// What electronic invoicing has to know of a seller or a buyer and no note says: what settings say
/// of the issuer and of an account. Nothing here is ever guessed.
public struct TradeParty: Hashable, Sendable {
  /// Where it receives electronic documents (IBT-034, IBT-049).
  public var endpoint: ElectronicAddress?
  /// The country of its address (IBT-040, IBT-055).
  public var country: CountryCode?
  /// Its address in one line (IBT-050); the issuer's stands on the note.
  public var address: String?
  /// What a tax rate of 0 on its contracts means.
  public var zeroRate: ZeroRate?

  /// A party of which that much is known.
  public init(
    endpoint: ElectronicAddress? = nil, country: CountryCode? = nil, address: String? = nil,
    zeroRate: ZeroRate? = nil
  ) {
    self.endpoint = endpoint
    self.country = country
    self.address = address
    self.zeroRate = zeroRate
  }
}

/// The two sides of a note.
public struct TradeParties: Hashable, Sendable {
  /// The issuer.
  public let seller: TradeParty
  /// The account.
  public let buyer: TradeParty

  /// Seller and buyer.
  public init(seller: TradeParty = TradeParty(), buyer: TradeParty = TradeParty()) {
    self.seller = seller
    self.buyer = buyer
  }
}

/// Where a party receives electronic documents: an identifier under a scheme of the Electronic
/// Address Scheme list (EAS).
public struct ElectronicAddress: Hashable, Sendable {
  /// The scheme's four digits: `0221` for registration numbers of qualified invoice issuers
  /// (登録番号), `0188` for corporate numbers (法人番号).
  public let scheme: String
  /// The identifier.
  public let id: String

  /// Checks the form; `nil` when the scheme is not four digits, the identifier is not 1 to 50
  /// visible ASCII characters, or it is not one of its scheme (0221: T and 13 digits; 0188: 13
  /// digits).
  public init?(scheme: String, id: String) {
    guard scheme.utf8.count == 4, Self.isDigits(scheme), (1...50).contains(id.utf8.count),
      id.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    switch scheme {
    case "0221":
      guard id.hasPrefix("T"), id.utf8.count == 14, Self.isDigits(id.dropFirst()) else {
        return nil
      }
    case "0188": guard id.utf8.count == 13, Self.isDigits(id) else { return nil }
    default: break
    }
    self.scheme = scheme
    self.id = id
  }

  private static func isDigits(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// A country by its two letters (ISO 3166-1 alpha-2).
public struct CountryCode: Hashable, Sendable {
  /// The letters.
  public let text: String

  /// Japan.
  public static let japan = CountryCode(letters: "JP")

  /// Checks the form; `nil` unless it is two capital letters.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      return nil
    }
    self.init(letters: String(text))
  }

  private init(letters: String) {
    text = letters
  }
}

/// Why no consumption tax is charged where the rate is 0. The three lead to different returns
/// (課税売上割合), and a rate of 0 alone does not tell which it is.
public enum ZeroRate: String, CaseIterable, Hashable, Sendable {
  /// 非課税 (消費税法第6条).
  case exempt
  /// 輸出免税 (消費税法第7条).
  case export
  /// 不課税: not subject to the tax at all.
  case outsideScope = "outside-scope"
}

/// What settings say of the issuer and of the accounts for electronic invoicing.
public struct TradeDirectory: Hashable, Sendable {
  /// The issuer.
  public var seller: TradeParty
  /// The accounts of which something is said.
  public var buyers: [Identifier: TradeParty]

  /// A directory of what is known.
  public init(seller: TradeParty = TradeParty(), buyers: [Identifier: TradeParty] = [:]) {
    self.seller = seller
    self.buyers = buyers
  }

  /// The two sides of a note to an account.
  public func parties(with account: Identifier) -> TradeParties {
    TradeParties(seller: seller, buyer: buyers[account] ?? TradeParty())
  }
}
