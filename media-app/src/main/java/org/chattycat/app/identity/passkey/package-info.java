/**
 * Passkeys: WebAuthn ceremonies by webauthn4j-spring-security, its filters wired by hand since its own configurer does not
 * load under Spring Security 7.
 */
package org.chattycat.app.identity.passkey;
