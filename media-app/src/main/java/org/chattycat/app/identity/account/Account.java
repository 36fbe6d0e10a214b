package org.chattycat.app.identity.account;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An account, identified to people by its email address.
 *
 * @param nameChosen whether the person has chosen the display name; until then it is a suggestion from the email address
 */
@Table("account")
public record Account(@Id UUID id, String email, String displayName, boolean nameChosen, Instant createdAt) {
    public AccountPrincipal principal() {
        return new AccountPrincipal(id, email, displayName, nameChosen);
    }
}
