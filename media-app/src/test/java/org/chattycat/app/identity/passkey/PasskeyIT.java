package org.chattycat.app.identity.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.platform.text.Sha256;
import org.chattycat.browser.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** Complete ceremonies in Chromium with virtual authenticators, and attacks on them. */
@ChattyCatTest
class PasskeyIT {
    private static final String PASSKEYS = "/api/account/passkeys";
    private static final byte USER_VERIFIED = 0x04;
    private static Chromium chromium;

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @Test
    void signsInWithoutTypingAnything() {
        TestBrowser ada = people.signIn("ada@passkey.example");
        try (AuthenticatorPage holder = registered(ada)) {
            assertThat(ada.emailTo("ada@passkey.example", "A passkey was added to your account")
                            .get("text")
                            .asString())
                    .contains("Test key");
            JsonNode listed = TestBrowser.json(ada.get(PASSKEYS));
            assertThat(listed).hasSize(1);
            assertThat(listed.get(0).get("name").asString()).isEqualTo("Test key");
            assertThat(listed.get(0).has("lastUsedAt")).isFalse();
            holder.signOut();
            assertThat(holder.signedIn()).isFalse();

            AuthenticatorPage.Answer answer = holder.signIn(holder.prove());

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("ada@passkey.example");
            assertThat(holder.signedIn()).isTrue();
            TestBrowser again = people.signIn("ada@passkey.example");
            assertThat(TestBrowser.json(again.get(PASSKEYS)).get(0).has("lastUsedAt"))
                    .isTrue();
        }
    }

    @Test
    void requestsDiscoverableKeysWithUserVerification() {
        TestBrowser ivy = people.signIn("ivy@passkey.example");
        try (AuthenticatorPage holder = registered(ivy)) {
            Map<String, Object> registration = holder.options(PASSKEYS + "/options");
            assertThat(registration.get("authenticatorSelection").toString())
                    .contains("residentKey=required", "userVerification=required");
            assertThat((List<?>) registration.get("excludeCredentials")).hasSize(1);
            String handle = ((Map<?, ?>) registration.get("user")).get("id").toString();
            assertThat(Base64.getUrlDecoder().decode(handle)).hasSize(32);
            holder.signOut();
            Map<String, Object> signIn = holder.options("/api/sign-in/passkey/options");
            assertThat(signIn).containsEntry("rpId", "localhost").containsEntry("userVerification", "required");
            assertThat((List<?>) signIn.get("allowCredentials")).isEmpty();
            assertThat(signIn.get("challenge"))
                    .isNotEqualTo(holder.options("/api/sign-in/passkey/options").get("challenge"));
        }
    }

    @Test
    void refusesAKeyWithoutUserVerification() {
        TestBrowser bob = people.signIn("bob@passkey.example");
        try (AuthenticatorPage holder = new AuthenticatorPage(chromium.browser(), bob.base()).signedInAs(bob)) {
            assertThat(holder.register(withoutUserVerified(holder.create(null))).status())
                    .isEqualTo(400);
            assertThat(TestBrowser.json(bob.get(PASSKEYS))).isEmpty();
            assertThat(holder.register(holder.create(null)).status()).isEqualTo(201);
            holder.signOut();
            holder.userVerified(false);
            assertRefused(holder, holder.prove(Map.of("userVerification", "discouraged")));
        }
    }

    @Test
    void aClonedKeyIsRefused() {
        TestBrowser carl = people.signIn("carl@passkey.example");
        UUID account = carl.accountId();
        try (AuthenticatorPage holder = registered(carl)) {
            holder.signOut();
            database.sql("update passkey set counter = 1000 where account_id = :id")
                    .bind("id", account)
                    .fetch()
                    .rowsUpdated()
                    .block();
            assertRefused(holder, holder.prove());

            TestBrowser again = people.signIn("carl@passkey.example");
            String told = again.emailTo("carl@passkey.example", "One of your passkeys was refused")
                    .get("text")
                    .asString();
            assertThat(told).contains("indicates a copy of it");
            assertThat(TestBrowser.json(again.get(PASSKEYS)).at("/0/cloned").asBoolean())
                    .isTrue();
            assertThat(again.get("/api/account/data").body()).contains("PASSKEY_CLONED");
            database.sql("update passkey set counter = 0 where account_id = :id")
                    .bind("id", account)
                    .fetch()
                    .rowsUpdated()
                    .block();
            assertRefused(holder, holder.prove());
        }
    }

    @Test
    void anAssertionWorksOnce() {
        TestBrowser dora = people.signIn("dora@passkey.example");
        try (AuthenticatorPage holder = registered(dora)) {
            holder.signOut();
            Map<String, Object> assertion = holder.prove();
            assertThat(holder.signIn(assertion).status()).isEqualTo(200);
            holder.signOut();
            assertRefused(holder, assertion);

            Map<String, Object> raced = holder.prove();
            assertThat(holder.signInTwice(raced).stream().map(Object::toString))
                    .containsExactlyInAnyOrder("200", "401");
        }
    }

    @Test
    void anAssertionWorksOnlyInItsSession() {
        TestBrowser emil = people.signIn("emil@passkey.example");
        try (AuthenticatorPage holder = registered(emil);
                AuthenticatorPage thief = new AuthenticatorPage(chromium.browser(), emil.base())) {
            holder.signOut();
            Map<String, Object> stolen = holder.prove();
            assertRefused(thief, stolen);
            thief.options("/api/sign-in/passkey/options");
            assertRefused(thief, stolen);
        }
    }

    @Test
    void aRegistrationChallengeCannotSignIn() {
        TestBrowser fred = people.signIn("fred@passkey.example");
        try (AuthenticatorPage holder = registered(fred)) {
            Map<String, Object> assertion = holder.prove(Map.of("optionsPath", PASSKEYS + "/options"));
            assertThat(holder.signIn(assertion).status()).isEqualTo(401);
        }
    }

    @Test
    void aDeletedKeyIsRefused() {
        TestBrowser gina = people.signIn("gina@passkey.example");
        try (AuthenticatorPage holder = registered(gina)) {
            String id = TestBrowser.json(gina.get(PASSKEYS)).get(0).get("id").asString();
            assertThat(gina.send("DELETE", PASSKEYS + "/" + id, "text/plain", "")
                            .statusCode())
                    .isEqualTo(204);
            holder.signOut();
            assertRefused(holder, holder.prove());
        }
    }

    @Test
    void anotherUsersHandleIsRefused() {
        TestBrowser hugo = people.signIn("hugo@passkey.example");
        try (AuthenticatorPage holder = registered(hugo)) {
            holder.signOut();
            Map<String, Object> other = holder.prove();
            other.put("userHandle", Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]));
            assertRefused(holder, other);
            Map<String, Object> missing = holder.prove();
            missing.remove("userHandle");
            assertRefused(holder, missing);
        }
    }

    /** A page on another port of the same host can use the keys of this relying party, but has another origin. */
    @Test
    void anotherOriginIsRefused() {
        TestBrowser ines = people.signIn("ines@passkey.example");
        try (AuthenticatorPage holder = registered(ines)) {
            TestBrowser relay = people.stranger();
            assertThat(relayed(relay, holder)).as("from this site's own page").isEqualTo(200);
            TestBrowser other = people.stranger();
            holder.openOtherOrigin("http://localhost:59999");
            assertThat(relayed(other, holder))
                    .as("from the page of the other origin")
                    .isEqualTo(401);
            assertThat(other.session().get("signedIn").asBoolean()).isFalse();
        }
        try (AuthenticatorPage holder =
                new AuthenticatorPage(chromium.browser(), ines.base()).openOtherOrigin("http://localhost:59999")) {
            String options = ines.get(PASSKEYS + "/options").body();
            HttpResponse<String> refused = ines.postJson(PASSKEYS, holder.createFor(options));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(TestBrowser.json(ines.get(PASSKEYS))).hasSize(1);
        }
    }

    /** An attacker fetches the options, lets the key of another person sign them, and sends the result in a new session. */
    private static int relayed(TestBrowser relay, AuthenticatorPage holder) {
        Map<String, Object> assertion =
                holder.proveFor(relay.get("/api/sign-in/passkey/options").body());
        Map<String, String> form = new LinkedHashMap<>();
        assertion.forEach((name, value) -> form.put(name, value.toString()));
        return relay.postForm("/api/sign-in/passkey", form).statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"credentialId", "clientDataJSON", "authenticatorData", "signature", "userHandle"})
    void unreadableInputIsAFailedSignIn(String field) {
        TestBrowser jan = people.signIn("jan@passkey.example");
        try (AuthenticatorPage holder = registered(jan)) {
            holder.signOut();
            for (String garbage : List.of("", "!!!", "AAAA")) {
                Map<String, Object> assertion = new LinkedHashMap<>(holder.prove());
                assertion.put(field, garbage);
                assertRefused(holder, assertion);
            }
        }
    }

    @Test
    void refusesAnUnreadableKey() {
        TestBrowser kim = people.signIn("kim@passkey.example");
        for (String garbage : List.of("", "!!!", "AAAA", "oA")) {
            kim.get(PASSKEYS + "/options");
            HttpResponse<String> refused = kim.postJson(
                    PASSKEYS, Map.of("clientDataJSON", garbage, "attestationObject", garbage, "transports", List.of()));
            assertThat(refused.statusCode()).as(garbage).isEqualTo(400);
        }
        assertThat(kim.postJson(PASSKEYS, Map.of()).statusCode()).isEqualTo(400);
    }

    @Test
    void renamesAndDeletesOnlyOwnPasskeys() {
        TestBrowser lena = people.signIn("lena@passkey.example");
        TestBrowser mallory = people.signIn("mallory@passkey.example");
        try (AuthenticatorPage holder = registered(lena)) {
            String id = TestBrowser.json(lena.get(PASSKEYS)).get(0).get("id").asString();
            String path = PASSKEYS + "/" + id;
            assertThat(mallory.send("PATCH", path, "application/json", "{\"name\":\"mine\"}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(mallory.send("DELETE", path, "text/plain", "").statusCode())
                    .isEqualTo(404);
            assertThat(lena.send("PATCH", path, "application/json", "{\"name\":\" Blue key \"}")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(lena.send("PATCH", path, "application/json", "{\"name\":\"\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(TestBrowser.json(lena.get(PASSKEYS)).get(0).get("name").asString())
                    .isEqualTo("Blue key");
            assertThat(lena.send("DELETE", PASSKEYS + "/" + UUID.randomUUID(), "text/plain", "")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    /** What a key without user verification would send. An attestation of format "none" is not signed. */
    private static Map<String, Object> withoutUserVerified(Map<String, Object> credential) {
        byte[] attestation = Base64.getUrlDecoder().decode((String) credential.get("attestationObject"));
        byte[] relyingParty = Sha256.of("localhost");
        int at = 0;
        while (!Arrays.equals(attestation, at, at + relyingParty.length, relyingParty, 0, relyingParty.length)) {
            at++;
        }
        attestation[at + relyingParty.length] &= ~USER_VERIFIED;
        credential.put(
                "attestationObject", Base64.getUrlEncoder().withoutPadding().encodeToString(attestation));
        return credential;
    }

    private static AuthenticatorPage registered(TestBrowser browser) {
        AuthenticatorPage holder = new AuthenticatorPage(chromium.browser(), browser.base()).signedInAs(browser);
        AuthenticatorPage.Answer answer = holder.register(holder.create(null));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return holder;
    }

    private static void assertRefused(AuthenticatorPage holder, Map<String, Object> assertion) {
        AuthenticatorPage.Answer answer = holder.signIn(assertion);
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.body()).contains("PASSKEY_REFUSED");
        assertThat(holder.signedIn()).isFalse();
    }
}
