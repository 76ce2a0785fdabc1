/** Fetching with a real browser, for sites that need a login or JavaScript. */
@NullMarked
package b3.collector.browser;

import org.jspecify.annotations.NullMarked;
