/**
 * From sightings of clock codes to measurements: which sighting counts, how wrong it may be, whether the clock can be
 * believed, and what each second amounts to.
 */
package org.chattycat.analysis.latency;
