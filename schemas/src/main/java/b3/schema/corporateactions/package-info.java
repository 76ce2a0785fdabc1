/** Payments in cash to the shareholders of listed companies (B3: <i>proventos em dinheiro</i>). */
@NullMarked
package b3.schema.corporateactions;

import org.jspecify.annotations.NullMarked;
