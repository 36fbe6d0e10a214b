/**
 * The meaning of a clock code's text: the grammar of GoPro Labs' pages, what is refused and why, and which instant a code
 * without a correct zone shows. The package contains pure functions, so that every rule is one row of a table test.
 */
package org.chattycat.analysis.clock;
