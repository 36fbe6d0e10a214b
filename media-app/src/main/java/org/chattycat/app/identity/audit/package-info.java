/** What happened to accounts: who signed in how and from where, what failed, which credentials changed. */
package org.chattycat.app.identity.audit;
