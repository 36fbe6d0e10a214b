/** A media server in the JVM that speaks Kurento's JSON-RPC protocol: the default where no Kurento is installed. */
package org.chattycat.kurento.embedded;
