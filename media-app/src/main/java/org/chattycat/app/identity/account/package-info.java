/** Accounts, each identified by an email address, and the principals of accounts and guests. */
package org.chattycat.app.identity.account;
