using Barelane.Kvm.Libvirt;

namespace Barelane.Kvm.Tests.Libvirt;

public class XmlHashTests
{
    [Fact]
    public void White_space_comments_quotes_and_the_order_of_attributes_do_not_count() =>
        Assert.Equal(
            XmlHash.Of("<domain type='kvm' id='3'><name>a</name><os/></domain>"),
            XmlHash.Of("<domain id=\"3\" type=\"kvm\">\n  <!-- by hand -->\n  <name>a</name>\n  <os></os>\n</domain>\n"));

    [Theory]
    [InlineData("<a b='1'/>", "<a b='2'/>")]
    [InlineData("<a><b/><c/></a>", "<a><c/><b/></a>")]
    [InlineData("<a>1</a>", "<a>2</a>")]
    [InlineData("<a><b/></a>", "<a><b><c/></b></a>")]
    [InlineData("<a b='1'/>", "<a b='1' c=''/>")]
    [InlineData("<a xmlns='x'/>", "<a/>")]
    public void What_means_something_else_has_another_hash(string one, string other) => Assert.NotEqual(XmlHash.Of(one), XmlHash.Of(other));
}
