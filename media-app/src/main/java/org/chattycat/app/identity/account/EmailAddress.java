package org.chattycat.app.identity.account;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An email address in lower case: {@code local@domain} with a dot-atom (RFC 5321, section 4.1.2) before the at sign and a host
 * name after it. Quoted local parts and address literals are refused. People do not use them, and they are a common source of
 * attacks; the validators of Jakarta Mail and commons-validator accept them.
 */
public record EmailAddress(String value) {
    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_LENGTH = 64;
    private static final Pattern LOCAL =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** @throws IllegalArgumentException with a message for people, when {@code value} is not such an address */
    public EmailAddress {
        int at = value.lastIndexOf('@');
        boolean good = at > 0
                && value.length() <= MAX_LENGTH
                && at <= MAX_LOCAL_LENGTH
                && LOCAL.matcher(value.substring(0, at)).matches()
                && DOMAIN.matcher(value.substring(at + 1)).matches();
        if (!good) {
            throw new IllegalArgumentException("This is not a valid email address.");
        }
    }

    /** Reads what a person typed. Spaces around it and capital letters are accepted, and a domain in any script. */
    public static EmailAddress parse(String typed) {
        String text = typed == null ? "" : typed.strip();
        int at = text.lastIndexOf('@');
        if (at < 0 || text.length() > MAX_LENGTH) {
            return new EmailAddress(text.toLowerCase(Locale.ROOT));
        }
        String domain = text.substring(at + 1);
        try {
            domain = IDN.toASCII(domain);
        } catch (IllegalArgumentException e) {
            return new EmailAddress("");
        }
        return new EmailAddress((text.substring(0, at + 1) + domain).toLowerCase(Locale.ROOT));
    }

    /** The part before the at sign, as the display name until the person chooses one, which the page asks for at the first sign-in. */
    public DisplayName suggestedDisplayName() {
        return new DisplayName(value.substring(0, value.lastIndexOf('@')));
    }

    @Override
    public String toString() {
        return value;
    }
}
