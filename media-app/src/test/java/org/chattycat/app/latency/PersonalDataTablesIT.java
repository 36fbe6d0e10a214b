package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chattycat.app.identity.account.PersonalData;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** No table with ids of people is forgotten in the download of an account, or when it is deleted. */
@CountedStatementsTest
class PersonalDataTablesIT {
    /** What refers to an account, and to what an account did. */
    private static final String OF_ACCOUNTS = "('account_id', 'created_by', 'person_id')";

    private static final String OF_PEOPLE = "('account_id', 'created_by', 'person_id', 'participant_id', 'viewer_id')";

    /** Tables that the download leaves out, and why. */
    private static final Map<String, String> NOT_DOWNLOADED = Map.of();

    @Autowired
    private List<PersonalData> parts;

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
                .filteredOn(table -> !mentions(sent, table))
                .as("tables that the download does not read; add them to a PersonalData")
                .containsExactlyInAnyOrderElementsOf(NOT_DOWNLOADED.keySet());
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

    private static boolean mentions(List<String> sent, String table) {
        Pattern word = Pattern.compile("\\b" + table + "\\b");
        return sent.stream().anyMatch(sql -> word.matcher(sql).find());
    }

    private List<String> tablesWith(String columns) {
        return texts("""
                select distinct c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
                where a.attname in %s and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition
                  and c.relnamespace = 'public'::regnamespace
                """.formatted(columns));
    }

    /** Columns that name an account and neither reference it with a rule for its end, nor reference what does. */
    private List<String> columnsThatOutliveTheirAccount() {
        return texts("""
                select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
                where a.attname in %s and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition
                  and c.relnamespace = 'public'::regnamespace
                  and not exists (
                      select from pg_constraint k
                      where k.conrelid = c.oid and a.attnum = any(k.conkey) and k.contype = 'f'
                        and k.confdeltype in ('c', 'n'))
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
