/** A media server in the JVM that speaks Kurento's JSON-RPC protocol: the default when no Kurento is configured. */
package org.chattycat.kurento.embedded;
