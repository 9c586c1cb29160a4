/** A service that shows in a domain's DNS, and the record that shows it. */
interface DnsService {
  readonly name: string;
  readonly type: 'MX' | 'TXT' | 'NS';
  readonly sign: RegExp;
}

const service = (name: string, type: DnsService['type'], sign: RegExp): DnsService => ({ name, type, sign });

/** Mail exchangers and name servers as their providers document them. */
const hosts = [
  service('Google Workspace', 'MX', /\b(?:aspmx\.l|smtp)\.google(?:mail)?\.com$/i),
  service('Microsoft 365', 'MX', /\.mail\.protection\.outlook\.com$|\.mx\.microsoft$/i),
  service('Proofpoint', 'MX', /\.pphosted\.com$/i),
  service('Mimecast', 'MX', /\.mimecast\.com$/i),
  service('Zoho Mail', 'MX', /\.zoho\.(?:com|eu|in)$/i),
  service('Proton Mail', 'MX', /\.protonmail\.ch$/i),
  service('Fastmail', 'MX', /\.messagingengine\.com$/i),
  service('Barracuda', 'MX', /\.barracudanetworks\.com$/i),
  service('Amazon Route 53', 'NS', /\.awsdns-\d+\.(?:com|net|org|co\.uk)$/i),
  service('Cloudflare', 'NS', /\.ns\.cloudflare\.com$/i),
  service('Azure DNS', 'NS', /\.azure-dns\.(?:com|net|org|info)$/i),
  service('Google Cloud DNS', 'NS', /\.googledomains\.com$/i),
  service('NS1', 'NS', /\.nsone\.net$/i),
  service('Akamai', 'NS', /\.akam\.net$/i),
];

/** `include:` mechanisms of SPF (RFC 7208, 5.2): who may send mail in the domain's name. */
const senders = [
  service('Google Workspace', 'TXT', /\binclude:_spf\.google\.com\b/i),
  service('Microsoft 365', 'TXT', /\binclude:spf\.protection\.outlook\.com\b/i),
  service('Salesforce', 'TXT', /\binclude:_spf\.salesforce\.com\b/i),
  service('Zendesk', 'TXT', /\binclude:mail\.zendesk\.com\b/i),
  service('HubSpot', 'TXT', /\binclude:\d+\.spf\d*\.hubspotemail\.net\b/i),
  service('SendGrid', 'TXT', /\binclude:(?:[\w-]+\.)?sendgrid\.net\b/i),
  service('Mailgun', 'TXT', /\binclude:(?:[\w-]+\.)?mailgun\.org\b/i),
  service('Mailchimp', 'TXT', /\binclude:servers\.mcsv\.net\b/i),
  service('Mandrill', 'TXT', /\binclude:spf\.mandrillapp\.com\b/i),
  service('Postmark', 'TXT', /\binclude:spf\.mtasv\.net\b/i),
  service('Amazon SES', 'TXT', /\binclude:amazonses\.com\b/i),
  service('Marketo', 'TXT', /\binclude:mktomail\.com\b/i),
  service('Freshworks', 'TXT', /\binclude:(?:email|fwdkim\d*)\.freshdesk\.com\b/i),
  service('Help Scout', 'TXT', /\binclude:helpscoutemail\.com\b/i),
];

/** Tokens by which a service has a domain prove who owns it. */
const proofs = [
  service('Atlassian', 'TXT', /^"?atlassian-(?:domain|sending-domain)-verification=/i),
  service('Stripe', 'TXT', /^"?stripe-verification=/i),
  service('DocuSign', 'TXT', /^"?docusign=/i),
  service('Adobe', 'TXT', /^"?adobe-(?:idp|sign)-(?:site-)?verification=/i),
  service('Slack', 'TXT', /^"?slack-domain-verification=/i),
  service('Zoom', 'TXT', /^"?zoom_verify_|^"?zoom-domain-verification=/i),
  service('Dropbox', 'TXT', /^"?dropbox-domain-verification=/i),
  service('Cisco Webex', 'TXT', /^"?webexdomainverification/i),
  service('Miro', 'TXT', /^"?miro-verification=/i),
  service('Notion', 'TXT', /^"?notion[-_]domain[-_]verification=/i),
  service('1Password', 'TXT', /^"?1password-site-verification=/i),
  service('OneTrust', 'TXT', /^"?onetrust-domain-verification=/i),
  service('Okta', 'TXT', /^"?okta-domain-verification|^"?oktaverification=/i),
  service('OpenAI', 'TXT', /^"?openai-domain-verification=/i),
  service('Anthropic', 'TXT', /^"?anthropic-domain-verification/i),
  service('Postman', 'TXT', /^"?postman-domain-verification=/i),
  service('MongoDB Atlas', 'TXT', /^"?mongodb-site-verification=/i),
  service('Canva', 'TXT', /^"?canva-site-verification=/i),
  service('HubSpot', 'TXT', /^"?hubspot-developer-verification=/i),
  service('Meta Business', 'TXT', /^"?facebook-domain-verification=/i),
  service('Google Search Console', 'TXT', /^"?google-site-verification=/i),
  service('Microsoft 365', 'TXT', /^"?MS=ms\d+/i),
  service('Apple Business', 'TXT', /^"?apple-domain-verification=/i),
];

/** Every service that is told from DNS. */
export const dnsServices: readonly DnsService[] = [...hosts, ...senders, ...proofs];
