/** Sessions: where an account is signed in, ending them, and telling everybody that one has ended. */
package org.chattycat.app.identity.session;
