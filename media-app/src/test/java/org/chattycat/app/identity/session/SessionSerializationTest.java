package org.chattycat.app.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.UUID;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.PersonPrincipal;
import org.chattycat.app.identity.guest.GuestPrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.convert.ConversionService;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** People who signed in with an earlier release stay signed in. */
class SessionSerializationTest {
    /** A security context as the release before the package {@code identity} stored it, in Base64. */
    private static final String ACCOUNT_OF_EARLIER_RELEASE = """
            rO0ABXNyAD1vcmcuc3ByaW5nZnJhbWV3b3JrLnNlY3VyaXR5LmNvcmUuY29udGV4dC5TZWN1cml0eUNvbnRleHRJbXBsAAAAAAAA
            AmwCAAFMAA5hdXRoZW50aWNhdGlvbnQAMkxvcmcvc3ByaW5nZnJhbWV3b3JrL3NlY3VyaXR5L2NvcmUvQXV0aGVudGljYXRpb247
            eHBzcgBbb3JnLnNwcmluZ2ZyYW1ld29yay5zZWN1cml0eS53ZWIuYXV0aGVudGljYXRpb24ucHJlYXV0aC5QcmVBdXRoZW50aWNh
            dGVkQXV0aGVudGljYXRpb25Ub2tlbgAAAAAAAAJsAgACTAALY3JlZGVudGlhbHN0ABJMamF2YS9sYW5nL09iamVjdDtMAAlwcmlu
            Y2lwYWxxAH4ABHhyAEdvcmcuc3ByaW5nZnJhbWV3b3JrLnNlY3VyaXR5LmF1dGhlbnRpY2F0aW9uLkFic3RyYWN0QXV0aGVudGlj
            YXRpb25Ub2tlbtOqKH5uR2QOAgADWgANYXV0aGVudGljYXRlZEwAC2F1dGhvcml0aWVzdAAWTGphdmEvdXRpbC9Db2xsZWN0aW9u
            O0wAB2RldGFpbHNxAH4ABHhwAXNyACZqYXZhLnV0aWwuQ29sbGVjdGlvbnMkVW5tb2RpZmlhYmxlTGlzdPwPJTG17I4QAgABTAAE
            bGlzdHQAEExqYXZhL3V0aWwvTGlzdDt4cgAsamF2YS51dGlsLkNvbGxlY3Rpb25zJFVubW9kaWZpYWJsZUNvbGxlY3Rpb24ZQgCA
            y173HgIAAUwAAWNxAH4ABnhwc3IAE2phdmEudXRpbC5BcnJheUxpc3R4gdIdmcdhnQMAAUkABHNpemV4cAAAAAF3BAAAAAFzcgBC
            b3JnLnNwcmluZ2ZyYW1ld29yay5zZWN1cml0eS5jb3JlLmF1dGhvcml0eS5TaW1wbGVHcmFudGVkQXV0aG9yaXR5AAAAAAAAAmwC
            AAFMAARyb2xldAASTGphdmEvbGFuZy9TdHJpbmc7eHB0AAxST0xFX0FDQ09VTlR4cQB+AA1wcHNyACpvcmcuY2hhdHR5Y2F0LmFw
            cC5hY2NvdW50LkFjY291bnRQcmluY2lwYWwAAAAAAAAAAQIAA0wACWFjY291bnRJZHQAEExqYXZhL3V0aWwvVVVJRDtMAAtkaXNw
            bGF5TmFtZXEAfgAPTAAFZW1haWxxAH4AD3hwc3IADmphdmEudXRpbC5VVUlEvJkD95hthS8CAAJKAAxsZWFzdFNpZ0JpdHNKAAtt
            b3N0U2lnQml0c3hwmlEvbw9begF9DmxeP09PSnQAA0FkYXQAD2FkYUBleGFtcGxlLm9yZw==
            """;

    private static final String GUEST_OF_EARLIER_RELEASE = """
            rO0ABXNyAD1vcmcuc3ByaW5nZnJhbWV3b3JrLnNlY3VyaXR5LmNvcmUuY29udGV4dC5TZWN1cml0eUNvbnRleHRJbXBsAAAAAAAA
            AmwCAAFMAA5hdXRoZW50aWNhdGlvbnQAMkxvcmcvc3ByaW5nZnJhbWV3b3JrL3NlY3VyaXR5L2NvcmUvQXV0aGVudGljYXRpb247
            eHBzcgBbb3JnLnNwcmluZ2ZyYW1ld29yay5zZWN1cml0eS53ZWIuYXV0aGVudGljYXRpb24ucHJlYXV0aC5QcmVBdXRoZW50aWNh
            dGVkQXV0aGVudGljYXRpb25Ub2tlbgAAAAAAAAJsAgACTAALY3JlZGVudGlhbHN0ABJMamF2YS9sYW5nL09iamVjdDtMAAlwcmlu
            Y2lwYWxxAH4ABHhyAEdvcmcuc3ByaW5nZnJhbWV3b3JrLnNlY3VyaXR5LmF1dGhlbnRpY2F0aW9uLkFic3RyYWN0QXV0aGVudGlj
            YXRpb25Ub2tlbtOqKH5uR2QOAgADWgANYXV0aGVudGljYXRlZEwAC2F1dGhvcml0aWVzdAAWTGphdmEvdXRpbC9Db2xsZWN0aW9u
            O0wAB2RldGFpbHNxAH4ABHhwAXNyACZqYXZhLnV0aWwuQ29sbGVjdGlvbnMkVW5tb2RpZmlhYmxlTGlzdPwPJTG17I4QAgABTAAE
            bGlzdHQAEExqYXZhL3V0aWwvTGlzdDt4cgAsamF2YS51dGlsLkNvbGxlY3Rpb25zJFVubW9kaWZpYWJsZUNvbGxlY3Rpb24ZQgCA
            y173HgIAAUwAAWNxAH4ABnhwc3IAE2phdmEudXRpbC5BcnJheUxpc3R4gdIdmcdhnQMAAUkABHNpemV4cAAAAAF3BAAAAAFzcgBC
            b3JnLnNwcmluZ2ZyYW1ld29yay5zZWN1cml0eS5jb3JlLmF1dGhvcml0eS5TaW1wbGVHcmFudGVkQXV0aG9yaXR5AAAAAAAAAmwC
            AAFMAARyb2xldAASTGphdmEvbGFuZy9TdHJpbmc7eHB0AApST0xFX0dVRVNUeHEAfgANcHBzcgAmb3JnLmNoYXR0eWNhdC5hcHAu
            Z3Vlc3QuR3Vlc3RQcmluY2lwYWwAAAAAAAAAAQIAA0wAC2Rpc3BsYXlOYW1lcQB+AA9MAAdndWVzdElkdAAQTGphdmEvdXRpbC9V
            VUlEO0wACW1lZXRpbmdJZHEAfgATeHB0AANHdXNzcgAOamF2YS51dGlsLlVVSUS8mQP3mG2FLwIAAkoADGxlYXN0U2lnQml0c0oA
            C21vc3RTaWdCaXRzeHCaUS9vD1t6An0ObF4/T09Kc3EAfgAWmlEvbw9begN9DmxeP09PSg==
            """;

    private final ConversionService conversions = new SessionSerialization().springSessionConversionService();

    @Test
    void readsAnAccountOfAnEarlierRelease() {
        AccountPrincipal account = (AccountPrincipal) principal(ACCOUNT_OF_EARLIER_RELEASE);
        assertThat(account.accountId()).isEqualTo(UUID.fromString("7d0e6c5e-3f4f-4f4a-9a51-2f6f0f5b7a01"));
        assertThat(account.email()).isEqualTo("ada@example.org");
        assertThat(account.displayName()).isEqualTo("Ada");
        assertThat(account.getAuthorities()).extracting("authority").containsExactly("ROLE_ACCOUNT");
    }

    @Test
    void readsAGuestOfAnEarlierRelease() {
        GuestPrincipal guest = (GuestPrincipal) principal(GUEST_OF_EARLIER_RELEASE);
        assertThat(guest.guestId()).isEqualTo(UUID.fromString("7d0e6c5e-3f4f-4f4a-9a51-2f6f0f5b7a02"));
        assertThat(guest.meetingId()).isEqualTo(UUID.fromString("7d0e6c5e-3f4f-4f4a-9a51-2f6f0f5b7a03"));
        assertThat(guest.displayName()).isEqualTo("Gus");
        assertThat(guest.getAuthorities()).extracting("authority").containsExactly("ROLE_GUEST");
    }

    @Test
    void readsWhatItHasWritten() {
        AccountPrincipal account = new AccountPrincipal(UUID.randomUUID(), "eve@example.org", "Eve", true);
        PreAuthenticatedAuthenticationToken authentication =
                new PreAuthenticatedAuthenticationToken(account, null, account.getAuthorities());
        byte[] stored = conversions.convert(new SecurityContextImpl(authentication), byte[].class);
        SecurityContext read = (SecurityContext) conversions.convert(stored, Object.class);
        assertThat(read.getAuthentication().getPrincipal()).isEqualTo(account);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AA==", "rO0ABXNyABJvcmcuZXhhbXBsZS5NaXNzaW5nAAAAAAAAAAECAAB4cA=="})
    void treatsWhatItCannotReadAsAbsent(String stored) {
        assertThat(conversions.convert(Base64.getDecoder().decode(stored), Object.class))
                .isNull();
    }

    private PersonPrincipal principal(String stored) {
        byte[] bytes = Base64.getMimeDecoder().decode(stored);
        SecurityContext context = (SecurityContext) conversions.convert(bytes, Object.class);
        return (PersonPrincipal) context.getAuthentication().getPrincipal();
    }
}
