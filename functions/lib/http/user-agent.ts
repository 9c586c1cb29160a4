/** The name under which robots.txt files address this product (RFC 9309, 2.2.1). */
export const productToken = 'SalesIntelligenceOrchestrator';

const productVersion = '0.1.0';

/**
 * Who asks, told honestly. CONTACT_URL names the page or address where a site's owner reaches
 * whoever runs the deployment (SEC EDGAR refuses an agent without one).
 */
export function userAgent(): string {
  const contact = process.env.CONTACT_URL;
  return `${productToken}/${productVersion} (${contact ? `+${contact}; ` : ''}company research)`;
}
