/** Signing in by a link sent by e-mail, and the rules of who may call what. */
package org.chattycat.app.identity.signin;
