import GRDB

extension Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1-content") { database in
      for part in [inputs, facts, decisions, standing, work] { try database.execute(sql: part) }
      for table in Table.chained {
        try database.execute(
          sql: "CREATE INDEX \(table.name)_by_input ON \(table.name) (input)")
      }
      for table in Table.all where [.appendOnly, .content].contains(table.growth) {
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

  /// A row that was added stays as it is.
  private static func refuseChanges(of table: Table, in database: Database) throws {
    for change in ["DELETE", "UPDATE"] {
      try database.execute(
        sql: """
          CREATE TRIGGER \(table.name)_refuses_\(change.lowercased()) BEFORE \(change) ON \(table.name)
          BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: \(table.name)'); END
          """)
    }
  }
}
