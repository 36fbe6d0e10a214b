/**
 * Passkeys: WebAuthn ceremonies with webauthn4j-spring-security. Its filters are configured here, because its own configurer
 * does not load under Spring Security 7.
 */
package org.chattycat.app.identity.passkey;
