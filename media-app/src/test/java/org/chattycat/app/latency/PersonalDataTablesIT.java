package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chattycat.app.identity.account.PersonalData;
import org.chattycat.app.platform.database.ExpiringData;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** No table with ids of people is forgotten in the download of an account, when it is deleted, or when its time is over. */
@CountedStatementsTest
class PersonalDataTablesIT {
    private static final String BY_DAY = "partitions of days are dropped";
    /** What refers to an account, and to what an account did. */
    private static final String OF_ACCOUNTS = "('account_id', 'created_by', 'person_id')";

    private static final String OF_PEOPLE = "('account_id', 'created_by', 'person_id', 'participant_id', 'viewer_id')";

    /** Tables that the download leaves out, and why. */
    private static final Map<String, String> NOT_DOWNLOADED = Map.of(
            "outgoing_email", "a message on its way, which its reader gets, and which is deleted then",
            "tap", "where a worker receives a camera; the publication is in the download",
            "latency_window", "its minutes are in the download, and the samples",
            "video_quality_window", "its minutes are in the download");

    /** Tables whose old rows go in another way than by a statement about that table, and how. */
    private static final Map<String, String> EMPTIED_OTHERWISE = Map.of(
            "latency_sample",
            BY_DAY,
            "latency_window",
            BY_DAY,
            "video_quality_window",
            BY_DAY,
            "viewer_quality_window",
            BY_DAY,
            "tap",
            "it ends with its publication",
            "latency_minute",
            "it is kept as long as the meeting, see DeletedMeetings",
            "video_quality_minute",
            "it is kept as long as the meeting, see DeletedMeetings",
            "meeting",
            "its creator deletes it; see EmptyMeetings for those that nobody used");

    @Autowired
    private List<PersonalData> parts;

    @Autowired
    private List<ExpiringData> expiring;

    @Autowired
    private CountedStatements statements;

    @Autowired
    private DatabaseClient database;

    @Test
    void theDownloadReadsEveryTableWithIdsOfPeople() {
        statements.forget();
        Flux.fromIterable(parts)
                .concatMap(part -> part.of(UUID.randomUUID()))
                .collectList()
                .block();
        List<String> sent = statements.all();
        assertThat(tablesWith(OF_PEOPLE))
                .filteredOn(table -> !NOT_DOWNLOADED.containsKey(table) && !mentions(sent, table))
                .as("tables that the download does not read; add them to a PersonalData")
                .isEmpty();
    }

    @Test
    void noTableKeepsAnAccountThatIsDeleted() {
        statements.forget();
        Flux.fromIterable(parts)
                .concatMap(part -> part.forget(UUID.randomUUID()))
                .then()
                .block();
        List<String> sent = statements.all();
        assertThat(columnsThatOutliveTheirAccount())
                .filteredOn(column -> !mentions(sent, column.substring(0, column.indexOf('.'))))
                .as("columns with a deleted account; reference the account, or delete in a PersonalData")
                .isEmpty();
    }

    @Test
    void everyTableWithIdsOfPeopleIsEmptiedAtSomeTime() {
        statements.forget();
        Flux.fromIterable(expiring)
                .concatMap(ExpiringData::deleteExpired)
                .then()
                .block();
        List<String> sent = statements.all();
        assertThat(tablesWithoutOwner())
                .filteredOn(table -> !EMPTIED_OTHERWISE.containsKey(table) && !deletesFrom(sent, table))
                .as(
                        "tables whose rows stay for ever; reference the meeting or the account, or delete in an ExpiringData")
                .isEmpty();
    }

    private static boolean deletesFrom(List<String> sent, String table) {
        Pattern deletion = Pattern.compile("delete\\s+from\\s+\"?" + table + "\\b", Pattern.CASE_INSENSITIVE);
        return sent.stream().anyMatch(sql -> deletion.matcher(sql).find());
    }

    /** Tables with ids of people whose rows are not deleted with a row of another table. */
    private List<String> tablesWithoutOwner() {
        return texts("""
                select distinct c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
                where a.attname in %s and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition
                  and c.relnamespace = 'public'::regnamespace
                  and not exists (
                      select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confdeltype = 'c')
                """.formatted(OF_PEOPLE));
    }

    /** Whether a statement about an account reads or changes the table. Those of other parts of the application are not about one. */
    private static boolean mentions(List<String> sent, String table) {
        Pattern word = Pattern.compile("\\b" + table + "\\b");
        return sent.stream()
                .anyMatch(sql -> sql.contains("account") && word.matcher(sql).find());
    }

    private List<String> tablesWith(String columns) {
        return texts("""
                select distinct c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
                where a.attname in %s and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition
                  and c.relnamespace = 'public'::regnamespace
                """.formatted(columns));
    }

    /** Columns that name an account, in rows that stay when it is deleted, and do not become null then. */
    private List<String> columnsThatOutliveTheirAccount() {
        return texts("""
                select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
                where a.attname in %1$s and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition
                  and c.relnamespace = 'public'::regnamespace
                  and not exists (
                      select from pg_constraint k join pg_attribute r on r.attrelid = c.oid and r.attnum = any(k.conkey)
                      where k.conrelid = c.oid and k.contype = 'f'
                        and (r.attnum = a.attnum and k.confdeltype = 'n'
                             or r.attname in %1$s and k.confdeltype = 'c'))
                """.formatted(OF_ACCOUNTS));
    }

    private List<String> texts(String query) {
        return database.sql(query)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }
}
