import GRDB

extension Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1-books") { database in
      for part in [inputs, facts, decisions, standing, work] { try database.execute(sql: part) }
      for table in Table.chained {
        try database.execute(
          sql: "CREATE INDEX \(table.name)_by_input ON \(table.name) (input)")
      }
      for table in Table.all where table.growth == .appendOnly {
        try refuseChanges(of: table, in: database)
      }
    }
    return migrator
  }

  /// The tables that a database should have after the migrations that it has seen.
  static func tables(migratedLike database: Database) throws -> [String] {
    guard let last = try migrator.completedMigrations(database).last else { return [] }
    let model = try DatabaseQueue()
    try migrator.migrate(model, upTo: last)
    let tables = try model.read(tables(of:))
    try model.closeKeepingQueue()
    return tables
  }

  /// The tables that a database has, as they were created; not those of SQLite's and GRDB's own.
  static func tables(of database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT sql FROM sqlite_master WHERE type = 'table' AND name <> 'grdb_migrations'
        AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name
        """)
  }

  /// A row that was added stays as it is. Only a body whose time of keeping is over may be taken out:
  /// its digest stays.
  private static func refuseChanges(of table: Table, in database: Database) throws {
    func refuse(_ name: String, _ change: String) throws {
      try database.execute(
        sql: """
          CREATE TRIGGER \(table.name)_refuses_\(name) BEFORE \(change)
          BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: \(table.name)'); END
          """)
    }
    try refuse("delete", "DELETE ON \(table.name)")
    // What chains all the others stays whole.
    guard table.format != nil, table != LedgerEntry.table else {
      return try refuse("update", "UPDATE ON \(table.name)")
    }
    let fixed = try database.columns(in: table.name).map(\.name).filter { $0 != "body" }
    try refuse("update", "UPDATE OF \(fixed.joined(separator: ", ")) ON \(table.name)")
    try refuse("rewriting", "UPDATE OF body ON \(table.name) WHEN NEW.body IS NOT NULL")
  }
}
