/** Signing in with a link sent by email, and what follows every sign-in. */
package org.chattycat.app.identity.signin;
