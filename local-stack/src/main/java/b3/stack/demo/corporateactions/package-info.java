/** Payments of the demo exchange's companies to their shareholders. */
@NullMarked
package b3.stack.demo.corporateactions;

import org.jspecify.annotations.NullMarked;
