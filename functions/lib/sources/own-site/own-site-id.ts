/** Id of everything that the company's own site says. */
export const ownSiteId = 'own-site';
