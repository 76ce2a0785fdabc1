/** B3's price report (BVBG.086, BVBG.187): one pass over the document for every dataset that it carries. */
@NullMarked
package b3.stream.normalize.pricereport;

import org.jspecify.annotations.NullMarked;
