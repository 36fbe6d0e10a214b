package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.r2dbc.core.DatabaseClient;

/** Passkeys on the pages: offered, added, used, renamed and deleted. */
@ChattyCatTest
class PasskeyPageIT extends BrowserTest {
    private static final String OFFER = "Add a passkey to sign in with your fingerprint next time";

    @Autowired
    private DatabaseClient database;

    @Test
    @DisplayName("A person signs up by link, adds a passkey, and later signs in without typing")
    void passkeySignsIn() {
        try (Person ann = person()) {
            Page page = ann.page();
            // Otherwise the email field offers the passkey before the button is pressed.
            page.addInitScript("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
            signUpWithPasskey(ann, "ann@pages.example");
            page.reload();
            assertThat(ann.button("New meeting")).isVisible();
            assertThat(page.getByText(OFFER)).hasCount(0);

            signOut(ann);
            assertThat(ann.button("Send sign-in link")).isVisible();
            ann.button("Sign in with a passkey").click();
            assertThat(ann.button("New meeting")).isVisible();
        }
    }

    @Test
    void emailFieldOffersThePasskey() {
        try (Person ada = person()) {
            signUpWithPasskey(ada, "ada@pages.example");
            signOut(ada);
            // The authenticator answers as soon as the field asks for it.
            assertThat(ada.button("New meeting")).isVisible();
            ada.button("Account and settings").click();
            assertThat(ada.page().getByText("ada@pages.example")).isVisible();
        }
    }

    @Test
    void skippedOfferReturnsAfterAMonth() {
        try (Person bob = person()) {
            Page page = bob.page();
            bob.signIn("bob@pages.example");
            bob.button("Not now").click();
            assertThat(page.getByText(OFFER)).hasCount(0);
            page.reload();
            assertThat(bob.button("New meeting")).isVisible();
            assertThat(page.getByText(OFFER)).hasCount(0);
            execute("update account set passkey_offer_skipped_at = now() - interval '31 days'"
                    + " where email = 'bob@pages.example'");
            page.reload();
            assertThat(page.getByText(OFFER)).isVisible();
        }
    }

    @Test
    void accountPageNamesAndDeletesPasskeys() {
        try (Person carl = person()) {
            Page page = carl.page();
            new VirtualAuthenticator(page);
            carl.signIn("carl@pages.example");
            page.navigate(url() + "/account");
            carl.button("Add a passkey").click();
            Locator entry =
                    page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("never used"));
            assertThat(entry).hasCount(1);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Rename ")))
                    .click();
            page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Passkey name"))
                    .fill("Blue key");
            page.getByRole(AriaRole.LISTITEM)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                    .click();
            assertThat(page.getByText("Blue key")).isVisible();

            // The same device cannot be added twice.
            carl.button("Add a passkey").click();
            assertThat(page.getByText("This device already has a passkey for your account."))
                    .isVisible();

            signOut(carl);
            assertThat(carl.button("New meeting")).isVisible();
            page.navigate(url() + "/account");
            assertThat(page.getByText(Pattern.compile("last used \\w"))).isVisible();
            carl.button("Delete Blue key").click();
            assertThat(page.getByText("You have no passkey yet.")).isVisible();
        }
    }

    @Test
    @DisplayName("Deleting the account long after signing in requires the passkey again")
    void deletionRequiresARecentSignIn() {
        try (Person dora = person()) {
            Page page = dora.page();
            signUpWithPasskey(dora, "dora@pages.example");
            database.sql("update spring_session_attributes set attribute_bytes = :at"
                            + " where attribute_name = 'chattycat.signedInAt' and session_primary_id in"
                            + " (select primary_id from spring_session s join account a on a.id::text = s.principal_name"
                            + " where a.email = 'dora@pages.example')")
                    .bind("at", new SerializingConverter().convert(0L))
                    .fetch()
                    .rowsUpdated()
                    .block();
            page.navigate(url() + "/account");
            dora.button("Delete my account…").click();
            page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Your e-mail, to confirm"))
                    .fill("dora@pages.example");
            dora.button("Delete permanently").click();
            assertThat(page.getByText("Sign in again to continue")).isVisible();
            dora.button("Confirm with a passkey").click();
            assertThat(dora.button("Send sign-in link")).isVisible();
            assertThat(page.getByText("The video call that measures itself")).isVisible();
        }
    }

    @Test
    void browserWithoutPasskeysShowsNoButtons() {
        try (Person eve = person()) {
            Page page = eve.page();
            List<String> errors = new CopyOnWriteArrayList<>();
            page.onPageError(errors::add);
            page.addInitScript(
                    "delete window.PublicKeyCredential; Object.defineProperty(navigator, 'credentials', {value:"
                            + " undefined})");
            page.navigate(url() + "/");
            assertThat(eve.button("Send sign-in link")).isVisible();
            assertThat(eve.button("Sign in with a passkey")).hasCount(0);
            eve.signIn("eve@pages.example");
            assertThat(page.getByText(OFFER)).hasCount(0);
            page.navigate(url() + "/account");
            assertThat(page.getByText("This browser does not support passkeys."))
                    .isVisible();
            assertThat(eve.button("Add a passkey")).hasCount(0);
            assertThat(errors).isEmpty();
        }
    }

    private static void signUpWithPasskey(Person person, String email) {
        new VirtualAuthenticator(person.page());
        person.signIn(email);
        assertThat(person.page().getByText(OFFER)).isVisible();
        person.button("Add a passkey").click();
        assertThat(person.page().getByText("Passkey added. You can sign in with it next time."))
                .isVisible();
    }

    private static void signOut(Person person) {
        person.button("Account and settings").click();
        person.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }
}
