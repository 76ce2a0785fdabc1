/** Tests of the collectors of payments to shareholders. */
@NullMarked
package b3.collector.corporateactions;

import org.jspecify.annotations.NullMarked;
