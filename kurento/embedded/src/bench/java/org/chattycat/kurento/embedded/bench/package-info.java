/** Benchmarks of the forwarding path; docs/benchmarks.md describes them. */
package org.chattycat.kurento.embedded.bench;
