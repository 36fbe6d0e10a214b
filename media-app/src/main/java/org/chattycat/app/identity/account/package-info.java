/** Who people are here: the account behind an e-mail address. */
package org.chattycat.app.identity.account;
