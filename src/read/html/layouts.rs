//! Whole pages of three layouts, each with what is its article.

use super::super::part::Part::{
    Byline, Caption, Date, Deck, Embed, Headline, ListItem, Quotation, SubHeadline,
};
use super::*;

fn pieces(source: &str) -> Vec<(Option<Part>, String)> {
    let document = read(source);
    let words = |span: Span| span.of(&document.text).to_owned();
    document.pieces.iter().map(|piece| (piece.part, words(piece.span))).collect()
}

fn check(source: &str, right: &[(Option<Part>, &str)]) {
    let right: Vec<_> = right.iter().map(|(part, words)| (*part, (*words).to_owned())).collect();
    assert_eq!(pieces(source), right);
}

#[test]
fn a_soup_of_divisions() {
    check(
        include_str!("../../../tests/pages/soup.html"),
        &[
            (Some(Headline), "Mill owner denies dumping dye in the Arden"),
            (
                Some(Deck),
                "Anglers say the river ran purple for two days; the company blames a burst drain",
            ),
            (Some(Byline), "By Petra Lund, environment correspondent"),
            (Some(Date), "14 March 2024, 09:12"),
            (Some(Caption), "The Arden below the weir on Tuesday. Picture: Sol Reyes"),
            (
                None,
                "The owner of a textile mill on the Arden has denied pouring dye into the river after anglers photographed purple water below the weir on Tuesday.",
            ),
            (
                None,
                "“Nothing left our site that should not have,” said Karl Brandt, who bought the mill in 2019. “A drain burst, and we rang the agency within the hour.”",
            ),
            (
                None,
                "The Rivers Agency said it had no record of a call. A spokeswoman, Ines Vale, said officers took samples on Wednesday — results are due \"within days\".",
            ),
            (None, "Third spill"),
            (
                None,
                "It would be the third spill in two years. In 2022 the mill paid £40,000 after 3 < pH < 4 was measured at the outfall.",
            ),
        ],
    );
}

#[test]
fn an_article_with_links_to_others() {
    check(
        include_str!("../../../tests/pages/related.html"),
        &[
            (Some(Date), "2024-02-06T18:30:00+00:00"),
            (Some(Headline), "Clinic to lose its night doctor"),
            (Some(Byline), "Joan Mbeki"),
            (
                None,
                "The clinic on Quay Street will have no doctor at night from April, the health board said on Tuesday.",
            ),
            (
                None,
                "“We could not fill the post,” said Femi Oda, the board’s chair, who spoke after a meeting of two hours.",
            ),
            (Some(SubHeadline), "What changes"),
            (Some(ListItem), "Nurses stay until 10 p.m."),
            (Some(ListItem), "Calls after that go to the hospital in Tarn."),
            (
                None,
                "Staff were told by e-mail. One nurse, who asked not to be named, called the decision “reckless”.",
            ),
        ],
    );
}

#[test]
fn a_live_blog() {
    check(
        include_str!("../../../tests/pages/live.html"),
        &[
            (Some(Headline), "Storm Edda: latest from the coast"),
            (Some(Byline), "By Lars Nygaard and Mina Roy"),
            (Some(SubHeadline), "Key points"),
            (Some(ListItem), "Two villages are without power"),
            (Some(ListItem), "Trains north of Vik have stopped"),
            (Some(Date), "16:40"),
            (Some(SubHeadline), "Power back in Vik"),
            (
                None,
                "Power is back in most of Vik, the grid company says, but some farms will wait until Sunday.",
            ),
            (Some(Embed), "Crews are still out. Please stay off the coast road tonight."),
            (Some(Embed), "— Coast Grid (@coastgrid) November 2, 2024"),
            (Some(Date), "15:05"),
            (Some(SubHeadline), "‘Stay at home’"),
            (None, "Nobody should drive tonight unless a life depends on it."),
            (Some(Quotation), "— Anna Holm, police chief"),
            (
                None,
                "The police chief was speaking at a news conference in Vik, where the road to the harbour is closed.",
            ),
            (Some(Date), "14:20"),
            (
                None,
                "Trains between Vik and Sund have been stopped because of trees on the line, the operator says.",
            ),
            (Some(Caption), "A tree on the line near Sund"),
        ],
    );
}

#[test]
fn comments_longer_than_the_article() {
    let story = "<p>The harbour board met on Monday and agreed to build the new wall at last.</p>";
    let comment = "<li><article><p>I do not think that this wall will hold, and nobody asked us \
        about it, as ever.</p></article></li>";
    let source = format!(
        "<html><body class='has-sidebar'><nav>x</nav><main><article><h1>Board agrees</h1>\
        <div class='entry-content'>{story}{story}</div></article><div id='comments'><h2>Comments\
        </h2><ol>{}</ol></div></main></body></html>",
        comment.repeat(20),
    );
    let parts: Vec<_> = pieces(&source).into_iter().map(|(part, _)| part).collect();
    assert_eq!(parts, [Some(Headline), None, None]);
}

#[test]
fn an_article_in_several_blocks() {
    let story = "<p>The harbour board met on Monday and agreed to build the new wall at last.</p>";
    let advert = "<div class='ad-unit'><p>Buy one of our very nice things today, at half the price \
        it was.</p></div>";
    let part = format!("<section>{story}{story}</section>{advert}");
    let source = format!(
        "<html><body><header>x</header><h1>Board agrees</h1><div>{}</div><footer>x</footer>",
        part.repeat(4),
    );
    assert_eq!(pieces(&source).len(), 9);
}
