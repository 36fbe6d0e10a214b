package org.chattycat.app.identity.account;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who operates this installation.
 *
 * @param operators email addresses of the accounts that may see the status page, with commas between them; empty: nobody
 */
@ConfigurationProperties("chattycat")
record OperatorProperties(List<String> operators) {
    OperatorProperties {
        operators = operators == null
                ? List.of()
                : operators.stream().map(OperatorProperties::address).toList();
    }

    /** In the form in which accounts have their addresses. */
    private static String address(String configured) {
        try {
            return EmailAddress.parse(configured).value();
        } catch (IllegalArgumentException e) {
            // Without its cause, whose sentence would be shown instead.
            throw new IllegalArgumentException(
                    "chattycat.operators contains '" + configured + "', which is not an email address.");
        }
    }
}
