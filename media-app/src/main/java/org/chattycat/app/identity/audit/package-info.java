/** The audit log: sign-ins, failed attempts, and changes of credentials, with time, network and browser. */
package org.chattycat.app.identity.audit;
