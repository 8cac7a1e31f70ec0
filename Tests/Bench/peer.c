// What the disk and SQLite alone cost: writes the rows and the documents of a finished ledger once
// more, input by input, as plain C with prepared statements would. It decides nothing, but computes the
// same digests and compresses the same bytes (what it expands for that is not counted); its time is what
// the service's time is compared with.
//
//     peer LEDGER STATE TARGET DICTIONARY
//         LEDGER: made by slacreditd; STATE: its documents; TARGET: to be made; DICTIONARY: that of steps
//
// Prints for each input: kind, name, seconds of the transaction, seconds of the documents, and the
// peak memory until then in KiB.

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <openssl/evp.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zstd.h>

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
  "|| printf('%04d', ordinal / 1000) || '/' || number || '.json'"

// Each table with the query for the rows that an input made.
static const char *const made[][2] = {
  {"piece", OF_INPUT("piece")},
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
static ZSTD_CCtx *compressing;
static ZSTD_DCtx *expanding;
static ZSTD_CDict *dictionary;
static ZSTD_DDict *expansion;
// Seconds that the service does not need: what is expanded here it has at hand.
static double excluded;

static void fail(const char *what, const char *why) {
  fprintf(stderr, "peer: %s: %s\n", what, why);
  exit(1);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static unsigned char digest[EVP_MAX_MD_SIZE];

static void hash(const void *bytes, size_t size) {
  if (!EVP_Digest(bytes, size, digest, NULL, EVP_sha256(), NULL)) fail("SHA-256", "failed");
}

// Expands bytes, hashes and compresses them again; the digests have to be there, and are not looked at.
static void compress_again(const void *bytes, size_t size, int is_step) {
  static unsigned char plain[1 << 20], small[1 << 20];
  double began = now();
  size_t length = is_step
    ? ZSTD_decompress_usingDDict(expanding, plain, sizeof plain, bytes, size, expansion)
    : ZSTD_decompressDCtx(expanding, plain, sizeof plain, bytes, size);
  if (ZSTD_isError(length)) fail("zstd", ZSTD_getErrorName(length));
  excluded += now() - began;
  hash(plain, length);
  // A file's bytes are hashed as a whole, too.
  if (!is_step) hash(plain, length);
  size_t done = is_step
    ? ZSTD_compress_usingCDict(compressing, small, sizeof small, plain, length, dictionary)
    : ZSTD_compressCCtx(compressing, small, sizeof small, plain, length, 3);
  if (ZSTD_isError(done)) fail("zstd", ZSTD_getErrorName(done));
}

// The digests of a row, and what of it is compressed.
static void work_on(sqlite3_stmt *row, const char *table) {
  int is_piece = !strcmp(table, "piece");
  for (int column = 0; column < sqlite3_column_count(row); column++) {
    const char *name = sqlite3_column_name(row, column);
    const unsigned char *value = sqlite3_column_blob(row, column);
    size_t size = (size_t)sqlite3_column_bytes(row, column);
    if (!strcmp(name, "body")) hash(value, size);
    // The hash of a row covers that of the one before it.
    if (!strcmp(name, "hash")) hash(value, size);
    if (!strcmp(name, "steps") && size > 33) compress_again(value + 33, size - 33, 1);
    if (is_piece && !strcmp(name, "bytes")) compress_again(value, size, 0);
  }
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
  while (sqlite3_step(rows) == SQLITE_ROW) {
    work_on(rows, table);
    insert(insertion, rows);
  }
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
  while ((count = read(in, buffer, sizeof buffer)) > 0) {
    hash(buffer, (size_t)count);
    if (write(out, buffer, (size_t)count) != count) fail(passing, strerror(errno));
  }
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
  if (count != 5) fail("usage", "peer LEDGER STATE TARGET DICTIONARY");
  char path[4096];
  static char text[1 << 16];
  FILE *file = fopen(arguments[4], "r");
  size_t size = file ? fread(text, 1, sizeof text, file) : 0;
  if (!size) fail(arguments[4], "cannot be read");
  fclose(file);
  compressing = ZSTD_createCCtx();
  expanding = ZSTD_createDCtx();
  dictionary = ZSTD_createCDict(text, size, 3);
  expansion = ZSTD_createDDict(text, size);
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
    excluded = 0;
    run(target, "BEGIN IMMEDIATE");
    for (size_t table = 0; table < sizeof made / sizeof *made; table++)
      copy_rows(made[table][0], made[table][1], input);
    run(target, "COMMIT");
    double recorded = now() - excluded;
    double delivered = now();
    copy_documents(arguments[2], arguments[3], input);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%s %s %.4f %.4f %ld\n", sqlite3_column_text(inputs, 1), sqlite3_column_text(inputs, 2),
           recorded - began, now() - delivered, usage.ru_maxrss);
  }
  sqlite3_finalize(inputs);
  sqlite3_close(target);
  sqlite3_close(source);
}
