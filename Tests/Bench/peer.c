// What the disk and SQLite alone cost: writes the rows and the documents of a finished ledger once
// more, input by input, as plain C with prepared statements would. It decides nothing; its time is
// what the service's time is compared with.
//
//     peer LEDGER STATE TARGET    LEDGER: made by slacreditd; STATE: its documents; TARGET: to be made
//
// Prints for each input: kind, name, seconds of the transaction, seconds of the documents, and the
// peak memory until then in KiB.

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define CONTRACT_NOW "SELECT now.* FROM contract_version made CROSS JOIN contract_now now " \
  "ON now.contract_id = made.contract_id AND now.valid_from = made.valid_from WHERE made.input = ?1"
#define OF_INCIDENT(table) "SELECT " table ".* FROM incident CROSS JOIN " table \
  " USING (incident_id, revision) WHERE input = ?1"
#define HIT "SELECT hit.* FROM incident CROSS JOIN contract_incident hit USING (incident_id) " \
  "WHERE input = ?1"
#define OF_INPUT(table) "SELECT * FROM " table " WHERE input = ?1"
#define ASSESSMENT_NOW "SELECT now.* FROM assessment made CROSS JOIN assessment_now now " \
  "ON now.contract_id = made.contract_id AND now.assessment = made.id WHERE made.input = ?1"
#define PATH "'credit-notes/' || substr(issued_on, 1, 4) || '/' || substr(issued_on, 6, 2) || '/' " \
  "|| number || '.json'"

// Each table with the query for the rows that an input made.
static const char *const made[][2] = {
  {"input_chunk", OF_INPUT("input_chunk")},
  {"contract_version", OF_INPUT("contract_version")},
  {"contract_now", CONTRACT_NOW},
  {"incident", OF_INPUT("incident")},
  {"affected_target", OF_INPUT("affected_target")},
  {"incident_now", OF_INCIDENT("incident_now")},
  {"contract_incident", HIT},
  {"assessment", OF_INPUT("assessment")},
  {"assessment_now", ASSESSMENT_NOW},
  {"note_line", OF_INPUT("note_line")},
  {"credit_note", OF_INPUT("credit_note")},
  {"input", "SELECT * FROM input WHERE sequence = ?1"},
  {"entry", "SELECT * FROM entry WHERE sequence = ?1"},
};

// The documents that an input made, in the order in which they are written.
static const char documents[] =
  "SELECT document.* FROM (SELECT " PATH " path FROM credit_note WHERE input = ?1 ORDER BY sequence) "
  "CROSS JOIN document USING (path) "
  "UNION ALL SELECT document.* FROM incident JOIN document ON subject = incident_id "
  "WHERE input = ?1 AND form = 'assessments'";

// What is on record of them.
static const char issued[] =
  "SELECT issued.* FROM (SELECT " PATH " path FROM credit_note WHERE input = ?1 ORDER BY sequence) "
  "CROSS JOIN issued_document issued USING (path)";

static sqlite3 *source, *target;

static void fail(const char *what, const char *why) {
  fprintf(stderr, "peer: %s: %s\n", what, why);
  exit(1);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void run(sqlite3 *database, const char *sql) {
  if (sqlite3_exec(database, sql, NULL, NULL, NULL)) fail(sql, sqlite3_errmsg(database));
}

static sqlite3_stmt *prepare(sqlite3 *database, const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL)) fail(sql, sqlite3_errmsg(database));
  return statement;
}

// A statement that inserts rows of as many columns as another has.
static sqlite3_stmt *inserting(const char *table, sqlite3_stmt *rows) {
  char sql[512];
  int length = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (?", table);
  for (int column = 1; column < sqlite3_column_count(rows); column++)
    length += snprintf(sql + length, sizeof sql - (size_t)length, ", ?");
  snprintf(sql + length, sizeof sql - (size_t)length, ")");
  return prepare(target, sql);
}

static void insert(sqlite3_stmt *insertion, sqlite3_stmt *row) {
  for (int column = 0; column < sqlite3_column_count(row); column++)
    sqlite3_bind_value(insertion, column + 1, sqlite3_column_value(row, column));
  if (sqlite3_step(insertion) != SQLITE_DONE) fail(sqlite3_sql(insertion), sqlite3_errmsg(target));
  sqlite3_reset(insertion);
}

static void copy_rows(const char *table, const char *query, sqlite3_int64 input) {
  sqlite3_stmt *rows = prepare(source, query), *insertion = inserting(table, rows);
  sqlite3_bind_int64(rows, 1, input);
  while (sqlite3_step(rows) == SQLITE_ROW) insert(insertion, rows);
  sqlite3_finalize(rows);
  sqlite3_finalize(insertion);
}

static void make_directory(const char *path) {
  struct stat status;
  if (stat(path, &status) == 0) return;
  char above[4096];
  snprintf(above, sizeof above, "%s", path);
  make_directory(dirname(above));
  if (mkdir(path, 0755) && errno != EEXIST) fail(path, strerror(errno));
}

static void synchronize(const char *path, int flags) {
  int file = open(path, flags);
  if (file < 0 || fsync(file) || close(file)) fail(path, strerror(errno));
}

// Writes a document under a passing name, brings it to the disk, renames it, and makes that last.
static void copy_document(const char *from, const char *directory, const char *path) {
  static char buffer[1 << 16];
  char origin[4096], place[4096], passing[8192], parent[4096];
  snprintf(origin, sizeof origin, "%s/%s", from, path);
  snprintf(place, sizeof place, "%s/%s", directory, path);
  snprintf(parent, sizeof parent, "%s", place);
  dirname(parent);
  make_directory(parent);
  snprintf(passing, sizeof passing, "%s/.%s.tmp", parent, strrchr(place, '/') + 1);
  int in = open(origin, O_RDONLY), out = open(passing, O_WRONLY | O_CREAT | O_TRUNC, 0640);
  if (in < 0 || out < 0) fail(origin, strerror(errno));
  ssize_t count;
  while ((count = read(in, buffer, sizeof buffer)) > 0)
    if (write(out, buffer, (size_t)count) != count) fail(passing, strerror(errno));
  if (count < 0 || fsync(out) || close(out) || close(in) || rename(passing, place))
    fail(place, strerror(errno));
  synchronize(parent, O_RDONLY | O_DIRECTORY);
}

static void copy_documents(const char *from, const char *directory, sqlite3_int64 input) {
  sqlite3_stmt *rows = prepare(source, documents), *insertion = inserting("document", rows);
  sqlite3_bind_int64(rows, 1, input);
  run(target, "BEGIN IMMEDIATE");
  for (int count = 1; sqlite3_step(rows) == SQLITE_ROW; count++) {
    copy_document(from, directory, (const char *)sqlite3_column_text(rows, 0));
    insert(insertion, rows);
    if (count % 200 == 0) run(target, "COMMIT; BEGIN IMMEDIATE");
  }
  copy_rows("issued_document", issued, input);
  run(target, "COMMIT");
  sqlite3_finalize(rows);
  sqlite3_finalize(insertion);
}

int main(int count, char **arguments) {
  if (count != 4) fail("usage", "peer LEDGER STATE TARGET");
  char path[4096];
  make_directory(arguments[3]);
  snprintf(path, sizeof path, "%s/ledger.sqlite", arguments[3]);
  if (sqlite3_open_v2(arguments[1], &source, SQLITE_OPEN_READONLY, NULL) ||
      sqlite3_open(path, &target))
    fail(path, "cannot be opened");
  run(target, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
              "PRAGMA cache_size = -16384");
  sqlite3_stmt *schema = prepare(
    source, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
            "AND tbl_name NOT LIKE 'grdb_%' ORDER BY type = 'trigger', type = 'index', rowid");
  while (sqlite3_step(schema) == SQLITE_ROW) run(target, (const char *)sqlite3_column_text(schema, 0));
  sqlite3_finalize(schema);

  sqlite3_stmt *inputs = prepare(source, "SELECT sequence, kind, file_name FROM input ORDER BY 1");
  while (sqlite3_step(inputs) == SQLITE_ROW) {
    sqlite3_int64 input = sqlite3_column_int64(inputs, 0);
    double began = now();
    run(target, "BEGIN IMMEDIATE");
    for (size_t table = 0; table < sizeof made / sizeof *made; table++)
      copy_rows(made[table][0], made[table][1], input);
    run(target, "COMMIT");
    double recorded = now();
    copy_documents(arguments[2], arguments[3], input);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%s %s %.4f %.4f %ld\n", sqlite3_column_text(inputs, 1), sqlite3_column_text(inputs, 2),
           recorded - began, now() - recorded, usage.ru_maxrss);
  }
  sqlite3_finalize(inputs);
  sqlite3_close(target);
  sqlite3_close(source);
}
