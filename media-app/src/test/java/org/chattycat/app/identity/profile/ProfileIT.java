package org.chattycat.app.identity.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.identity.token.TokenClient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

@ChattyCatTest
class ProfileIT {
    private static final Pattern TOKEN = Pattern.compile("#email-token=([A-Za-z0-9_-]+)");

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Test
    void aNewNameAppliesInEveryBrowserAtOnce() {
        TestBrowser laptop = people.signIn("ada@profile.example");
        TestBrowser phone = people.signIn("ada@profile.example");
        assertThat(laptop.session().get("nameChosen").asBoolean()).isFalse();
        HttpResponse<String> renamed =
                laptop.send("PATCH", "/api/account", "application/json", "{\"displayName\":\" Ada L. \"}");
        assertThat(TestBrowser.json(renamed).get("displayName").asString()).isEqualTo("Ada L.");
        assertThat(phone.session().get("displayName").asString()).isEqualTo("Ada L.");
        assertThat(phone.session().get("nameChosen").asBoolean()).isTrue();
        for (String bad : new String[] {"", "   ", "a".repeat(81), "a\\u0000b"}) {
            assertThat(laptop.send("PATCH", "/api/account", "application/json", "{\"displayName\":\"" + bad + "\"}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void offersAPasskeyUntilItIsSkipped() {
        TestBrowser bob = people.signIn("bob@profile.example");
        assertThat(TestBrowser.json(bob.get("/api/account")).get("offerPasskey").asBoolean())
                .isTrue();
        assertThat(bob.postJson("/api/account/passkey-offer/skip", Map.of()).statusCode())
                .isEqualTo(204);
        assertThat(TestBrowser.json(bob.get("/api/account")).get("offerPasskey").asBoolean())
                .isFalse();
    }

    @Test
    void confirmsANewAddressAndNotifiesTheOldOne() {
        TestBrowser carl = people.signIn("carl@profile.example");
        TestBrowser eve = people.signIn("eve@profile.example");
        UUID id = carl.accountId();
        assertThat(carl.postJson("/api/account/email", Map.of("email", "carl@example.net"))
                        .statusCode())
                .isEqualTo(202);
        String token = emailToken(carl, "carl@example.net");

        assertThat(eve.postJson("/api/account/email/confirm", Map.of("token", token))
                        .statusCode())
                .isEqualTo(400);
        assertThat(carl.session().get("email").asString()).isEqualTo("carl@profile.example");
        assertThat(carl.postJson("/api/account/email/confirm", Map.of("token", token))
                        .statusCode())
                .isEqualTo(200);
        assertThat(carl.postJson("/api/account/email/confirm", Map.of("token", token))
                        .statusCode())
                .isEqualTo(400);

        assertThat(carl.session().get("email").asString()).isEqualTo("carl@example.net");
        assertThat(carl.emailTo("carl@profile.example", "Your email address was changed")
                        .get("text")
                        .asString())
                .contains("carl@example.net");
        assertThat(people.signIn("carl@example.net").accountId()).isEqualTo(id);
    }

    @Test
    void aRequestForATakenAddressRevealsNothing() {
        people.signIn("taken@profile.example");
        TestBrowser dora = people.signIn("dora@profile.example");
        HttpResponse<String> taken = dora.postJson("/api/account/email", Map.of("email", "taken@profile.example"));
        String token = emailToken(dora, "taken@profile.example");
        HttpResponse<String> free = dora.postJson("/api/account/email", Map.of("email", "free@profile.example"));
        assertThat(taken.statusCode()).isEqualTo(free.statusCode()).isEqualTo(202);
        assertThat(withoutId(taken)).isEqualTo(withoutId(free));
        assertThat(dora.postJson("/api/account/email/confirm", Map.of("token", token))
                        .statusCode())
                .as("replaced by the later wish")
                .isEqualTo(400);
        dora.postJson("/api/account/email", Map.of("email", "taken@profile.example"));
        HttpResponse<String> conflict =
                dora.postJson("/api/account/email/confirm", Map.of("token", emailToken(dora, "taken@profile.example")));
        assertThat(conflict.statusCode()).isEqualTo(409);
    }

    @Test
    void downloadsEverythingThatIsStored() {
        TestBrowser emil = people.signIn("emil@profile.example");
        people.signIn("other@profile.example");
        UUID meeting = meetingOf(emil.accountId(), "Emil");
        emil.postJson("/api/account/email", Map.of("email", "emil@example.net"));
        TokenClient token = TokenClient.create(emil, "READ", meeting);
        HttpResponse<String> download = emil.get("/api/account/data");
        assertThat(download.headers().firstValue("Content-Disposition").orElse(""))
                .contains("attachment");
        JsonNode data = TestBrowser.json(download);
        assertThat(data.get("account").get("email").asString()).isEqualTo("emil@profile.example");
        assertThat(data.get("sessions")).hasSize(1);
        assertThat(data.get("events").toString()).contains("SIGNED_IN_BY_LINK", "LINK_SENT", "EMAIL_CHANGE_ASKED");
        assertThat(data.get("emailChanges").toString()).contains("emil@example.net");
        assertThat(data.get("emails").toString())
                .contains("Sign in to Chatty Cat", "emil@example.net", "An access token was created")
                .doesNotContain("token=");
        assertThat(data.get("passkeys")).isEmpty();
        assertThat(data.get("accessTokens").toString()).contains("a program", "READ", meeting.toString());
        assertThat(download.body()).doesNotContain(token.secret());
        assertThat(data.get("meetings").toString()).contains(meeting.toString(), "\"stay\"", "Emil");
        assertThat(download.body()).doesNotContain("other@profile.example");
    }

    @Test
    void deletingRemovesTheNameAndKeepsDataOfOthers() {
        TestBrowser fred = people.signIn("fred@profile.example");
        TestBrowser fredsPhone = people.signIn("fred@profile.example");
        TestBrowser gina = people.signIn("gina@profile.example");
        UUID account = fred.accountId();
        UUID meeting = meetingOf(account, "Fred");
        stay(meeting, gina.accountId(), "Gina");
        TokenClient token = TokenClient.create(fred, "READ", null);

        HttpResponse<String> slip = fred.send("DELETE", "/api/account", "application/json", "{\"email\":\"x\"}");
        assertThat(slip.statusCode()).isEqualTo(400);
        HttpResponse<String> deleted =
                fred.send("DELETE", "/api/account", "application/json", "{\"email\":\"Fred@profile.example\"}");
        assertThat(deleted.statusCode()).isEqualTo(204);

        assertThat(fred.get("/api/account").statusCode()).isEqualTo(401);
        assertThat(token.ask("{ me { id } }").statusCode()).isEqualTo(401);
        assertThat(fredsPhone.session().get("signedIn").asBoolean()).isFalse();
        assertThat(gina.session().get("signedIn").asBoolean()).isTrue();
        assertThat(count("select count(*) as n from account where id = '" + account + "'"))
                .isZero();
        assertThat(count("select count(*) as n from participant where display_name = 'Fred'"))
                .isZero();
        assertThat(count("select count(*) as n from participant where meeting_id = '" + meeting + "'"))
                .isEqualTo(2);
        assertThat(count("select count(*) as n from participant where display_name = 'Gina'"))
                .isEqualTo(1);
        assertThat(count("select count(*) as n from audit_event where account_id = '" + account
                        + "' and kind <> 'ACCOUNT_DELETED' and address is not null"))
                .isZero();
        assertThat(count("select count(*) as n from outgoing_email where recipient = 'fred@profile.example'"
                        + " and subject <> 'Your account was deleted'"))
                .isZero();
        assertThat(count("select count(*) as n from outgoing_email where recipient = 'fred@profile.example'"))
                .isEqualTo(1);
        assertThat(people.signIn("fred@profile.example").accountId()).isNotEqualTo(account);
    }

    @Test
    void irreversibleActionsRequireARecentSignIn() {
        TestBrowser hugo = people.signIn("hugo@profile.example");
        byte[] longAgo = new SerializingConverter()
                .convert(Instant.now().minus(Duration.ofMinutes(11)).toEpochMilli());
        database.sql("update spring_session_attributes set attribute_bytes = :at"
                        + " where attribute_name = 'chattycat.signedInAt' and session_primary_id ="
                        + " (select primary_id from spring_session where principal_name = :account)")
                .bind("at", longAgo)
                .bind("account", hugo.accountId().toString())
                .fetch()
                .rowsUpdated()
                .block();
        String confirmation = "{\"email\":\"hugo@profile.example\"}";
        for (HttpResponse<String> refused : List.of(
                hugo.send("DELETE", "/api/account", "application/json", confirmation),
                hugo.postJson("/api/account/email", Map.of("email", "other@profile.example")))) {
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(TestBrowser.json(refused).get("code").asString()).isEqualTo("SIGN_IN_AGAIN");
        }

        hugo.postJson("/api/sign-in/link", Map.of("email", "hugo@profile.example"));
        hugo.confirm(hugo.linkToken("hugo@profile.example"));

        assertThat(hugo.send("DELETE", "/api/account", "application/json", confirmation)
                        .statusCode())
                .isEqualTo(204);
    }

    private UUID meetingOf(UUID account, String name) {
        UUID meeting = UUID.randomUUID();
        execute("insert into meeting (id, created_by, created_at) values ('" + meeting + "', '" + account
                + "', now())");
        stay(meeting, account, name);
        return meeting;
    }

    private void stay(UUID meeting, UUID account, String name) {
        execute("insert into meeting_member (meeting_id, account_id) values ('" + meeting + "', '" + account + "')");
        execute("insert into participant (id, meeting_id, account_id, display_name, resume_token_hash) values ('"
                + UUID.randomUUID() + "', '" + meeting + "', '" + account + "', '" + name
                + "', sha256(gen_random_uuid()::text::bytea))");
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }

    private long count(String sql) {
        return database.sql(sql).map(row -> row.get("n", Long.class)).one().block();
    }

    private static String emailToken(TestBrowser browser, String email) {
        Matcher matcher = TOKEN.matcher(browser.emailTo(email, "Confirm your new email address")
                .get("text")
                .asString());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String withoutId(HttpResponse<String> answer) {
        return answer.body().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "an id");
    }
}
