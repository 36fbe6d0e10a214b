/**
 * What the text of a clock code means: the grammar of GoPro Labs' pages, what is refused and why, and which instant a
 * code without a (right) zone shows. Pure values, no pictures and no clocks of its own, so that every rule is one row
 * of a table test.
 */
package org.chattycat.analysis.clock;
