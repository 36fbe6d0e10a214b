/** Benchmarks of the worker; docs/benchmarks.md describes them. */
package org.chattycat.analysis.bench;
