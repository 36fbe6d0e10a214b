package org.chattycat.app.identity.passkey;

import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** The random bytes by which authenticators identify an account: a view of the table of accounts. */
@Table("account")
record UserHandle(@Id UUID id, byte[] userHandle) {}
