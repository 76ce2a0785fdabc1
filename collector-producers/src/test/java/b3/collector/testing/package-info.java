/** What tests of several packages need: a real web server on loopback, and a clock that a test turns. */
@NullMarked
package b3.collector.testing;

import org.jspecify.annotations.NullMarked;
